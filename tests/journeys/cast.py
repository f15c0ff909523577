"""Those of the demonstration whom the journeys follow, by their addresses."""

TEAM = "bristol-stepping-up.example"
ADMIN = f"priya.shah@{TEAM}"
APPROVER = f"marcus.reid@{TEAM}"
AUDITOR = f"eleanor.whitcombe@{TEAM}"
PARTICIPANT = "asha.begum@avon-city.example"
HER_MENTOR = "ben.carter@harbourside.example"
