"""Why a verb was refused, in words fit for a page."""


class Refusal(Exception):
    """The portal's rules don't allow what was asked; nothing was changed."""
