"""The forms of a page, as a browser would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class PageForm:
    """One form: where it goes, what it holds now, and the choices of each field that has some."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self._open = False
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(PageForm(has.get("action", ""), has.get("method", "get")))
            self._open = True
        elif self._open and tag in ("input", "button", "textarea") and has.get("name"):
            self._input(self.forms[-1], has)
        elif self._open and tag == "select":
            self._select = has["name"]
            self.forms[-1].values.setdefault(self._select, [])
        elif self._open and tag == "option":
            self.forms[-1].choices.setdefault(self._select, []).append(has.get("value", ""))
            if "selected" in has:
                self.forms[-1].values[self._select] = [has.get("value", "")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = False

    def _input(self, form: PageForm, has: dict[str, str]) -> None:
        name, value = has["name"], has.get("value", "")
        if has.get("type") in ("checkbox", "radio") or "type" in has and has["type"] == "submit":
            form.choices.setdefault(name, []).append(value)
            form.values.setdefault(name, [])
            if "checked" in has:
                form.values[name].append(value)
        else:
            form.values.setdefault(name, []).append(value)


def forms_of(html: str) -> list[PageForm]:
    """Return the forms of a page that send something to be changed."""
    reader = _Reader()
    reader.feed(html)
    return [form for form in reader.forms if form.method.lower() == "post"]
