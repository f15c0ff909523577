"""A consortium's colours are the ones that the style sheet has."""

import re
from pathlib import Path

from portal.models import Brand

LAYOUT = Path(__file__).resolve().parents[2] / "portal" / "assets" / "_layout.scss"


def test_every_colour_has_its_class() -> None:
    brands = re.search(r"\$brands: \((.*?)\);", LAYOUT.read_text(), re.DOTALL)
    assert brands is not None
    assert set(re.findall(r'"(\w+)":', brands[1])) == {brand.value for brand in Brand}
