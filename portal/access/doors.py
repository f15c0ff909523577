"""The access map: every way into the portal, with who may use it."""

from dataclasses import dataclass

from flask import Flask

from portal.access.permissions import Permission


@dataclass(frozen=True)
class Door:
    """One rule of the URL map: who may use it, and the things it loads before its view runs."""

    rule: str
    methods: tuple[str, ...]
    endpoint: str
    permission: Permission
    things: tuple[str, ...]


@dataclass(frozen=True)
class Lock:
    """What an endpoint asks: its permission, and the things that its URL names."""

    permission: Permission
    things: tuple[str, ...] = ()


def set_locks(app: Flask, locks: dict[str, Lock]) -> None:
    """Say what each endpoint asks; more may be said later."""
    app.extensions.setdefault("locks", {}).update(locks)


def doors(app: Flask) -> list[Door]:
    """Return every door in the order of their rules; KeyError names an endpoint without a lock."""
    locks: dict[str, Lock] = app.extensions["locks"]
    return sorted(
        (
            Door(
                rule=rule.rule,
                methods=tuple(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})),
                endpoint=rule.endpoint,
                permission=locks[rule.endpoint].permission,
                things=locks[rule.endpoint].things,
            )
            for rule in app.url_map.iter_rules()
        ),
        key=lambda door: (door.rule, door.methods),
    )
