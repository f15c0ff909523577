"""Names as the matcher compares them, and the register of employers behind them."""

from __future__ import annotations

from collections.abc import Iterable

from matching.values import Employer


def fold(word: str) -> str:
    """Return a word case-folded with white space squeezed: how all words are compared."""
    return " ".join(word.split()).casefold()


class Register:
    """Employers by any name they go by; without an entry an employer is its own folded name."""

    def __init__(self, employers: Iterable[Employer]) -> None:
        self._entries: dict[str, Employer] = {}
        for employer in employers:
            for name in (employer.name, *employer.aliases):
                self._entries.setdefault(fold(name), employer)

    def __contains__(self, name: str) -> bool:
        return fold(name) in self._entries

    def keys(self, names: Iterable[str]) -> frozenset[str]:
        """Return the employers behind these names, aliases resolved, blanks dropped."""
        return frozenset(self._key(name) for name in names if fold(name))

    def groups(self, names: Iterable[str]) -> frozenset[str]:
        """Return the groups that these employers belong to."""
        entries = (self._entries.get(fold(name)) for name in names)
        return frozenset(fold(entry.group) for entry in entries if entry and fold(entry.group))

    def sector(self, own: str, employer: str) -> str:
        """Return a row's own sector, or else its employer's; blank if neither is known."""
        entry = self._entries.get(fold(employer))
        return fold(own) or (fold(entry.sector) if entry else "")

    def _key(self, name: str) -> str:
        entry = self._entries.get(fold(name))
        return fold(entry.name) if entry else fold(name)
