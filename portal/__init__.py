"""The Stepping Up portal: create_app wires it together, and does nothing else."""

import sys
from pathlib import Path

from flask import Flask
from flask_migrate import Migrate
from govuk_frontend_wtf.main import WTFormsHelpers
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader

from portal.access.doors import set_locks
from portal.commands import register_commands
from portal.config import BadSetting, Settings, read_settings
from portal.database import db
from portal.queue import set_up_queue
from portal.web import blueprint
from portal.web.errors import register_errors
from portal.web.layout import set_up_layout
from portal.web.page import PAGES
from portal.web.security import set_up_security
from portal.web.sign_in import set_up_sign_in
from portal.web.throttle import set_up_throttle

ROOT = Path(__file__).parent.parent


def create_app(settings: Settings | None = None) -> Flask:
    """Make the app; a bad environment is one line and exit code 2."""
    try:
        settings = settings or read_settings()
    except BadSetting as fault:
        print(fault, file=sys.stderr)
        raise SystemExit(2) from None
    app = Flask("portal", root_path=str(ROOT / "portal"))
    app.config.update(
        SETTINGS=settings,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        # What a statement was given may be private: no log and no traceback holds it.
        SQLALCHEMY_ENGINE_OPTIONS={"pool_pre_ping": True, "hide_parameters": True},
    )
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader(ROOT / "templates"),
            PrefixLoader(
                {
                    "govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja"),
                    "govuk_frontend_wtf": PackageLoader("govuk_frontend_wtf"),
                }
            ),
        ]
    )
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True, compare_type=True)
    WTFormsHelpers(app)
    set_up_security(app, settings)
    set_up_sign_in(app, settings)
    set_up_throttle(app, settings)
    app.register_blueprint(blueprint)
    set_locks(app, PAGES)
    set_up_layout(app)
    register_errors(app)
    set_up_queue(app, settings)
    register_commands(app)
    return app
