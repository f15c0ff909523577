"""Every permission of the portal, by name."""

from enum import Enum, auto


class Permission(Enum):
    """What a page may ask of its actor; `policy` says who has it."""

    PUBLIC = auto()
    SIGNED_IN = auto()
    ACCEPT_INVITATION = auto()

    SEE_CONSORTIUM = auto()
    MANAGE_CONSORTIUM = auto()
    SEE_OUTBOX = auto()

    EDIT_PARTICIPANT_PROFILE = auto()
    EDIT_MENTOR_PROFILE = auto()
    APPROVE_MENTOR = auto()

    SEE_OWN_OFFERS = auto()
    OFFER_ASSIGNMENT = auto()
    EDIT_ASSIGNMENT = auto()
    SEE_ASSIGNMENT = auto()
    APPROVE_ASSIGNMENT = auto()

    SEE_ROUND = auto()
    RUN_ROUND = auto()
    APPROVE_RUN = auto()
    PUBLISH_ROUND = auto()

    LOOK_AT_PROPOSAL = auto()
    ANSWER_PROPOSAL = auto()
    SEE_ANSWER = auto()
    WITHDRAW_PROPOSAL = auto()
    SEE_MATCH = auto()
