"""Where people of the Bristol area work, and where else they can get to."""

PLACES = (
    "Avonmouth",
    "Bath",
    "Bristol city centre",
    "Easton and St Pauls",
    "Filton",
    "Keynsham",
    "Kingswood",
    "Portishead",
    "South Bristol",
    "Southmead",
    "Weston-super-Mare",
    "Yate",
)

# From each place, where else one can get to. Nobody is drawn as able to reach Weston-super-Mare.
REACHABLE: dict[str, tuple[str, ...]] = {
    "Avonmouth": ("Bristol city centre", "Portishead", "Filton"),
    "Bath": ("Keynsham", "Bristol city centre"),
    "Bristol city centre": (
        "Easton and St Pauls",
        "South Bristol",
        "Southmead",
        "Filton",
        "Bath",
        "Keynsham",
    ),
    "Easton and St Pauls": ("Bristol city centre", "Kingswood", "Southmead"),
    "Filton": ("Southmead", "Yate", "Bristol city centre"),
    "Keynsham": ("Bath", "Bristol city centre", "South Bristol"),
    "Kingswood": ("Easton and St Pauls", "Bristol city centre", "Yate"),
    "Portishead": ("Avonmouth", "Bristol city centre"),
    "South Bristol": ("Bristol city centre", "Keynsham"),
    "Southmead": ("Filton", "Bristol city centre", "Easton and St Pauls"),
    "Weston-super-Mare": ("Bristol city centre", "South Bristol"),
    "Yate": ("Filton", "Kingswood"),
}
