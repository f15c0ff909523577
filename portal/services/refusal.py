"""Why a verb was refused, in words fit for a page."""


class Refusal(Exception):
    """The portal's rules don't allow what was asked; nothing was changed."""


class FieldRefusal(Refusal):
    """A refusal that is about one field of the form that asked."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
