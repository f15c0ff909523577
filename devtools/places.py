"""Where things stand in the clone."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = str(VENV / "bin" / "python")
NODE_MODULES = ROOT / "node_modules"
ASSETS = ROOT / "portal" / "assets"
STATIC = ROOT / "portal" / "static"
DATA = Path(os.environ.get("DATA_DIR") or ROOT / "var").absolute()
LOGS = DATA / "log"
