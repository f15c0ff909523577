"""Whom people don't wish to meet, as they typed it: each a string found nowhere else."""

FORMER = (
    "Hugo Marchbank, from my last job",
    "Lucinda Thorncastle",
    "My former line manager Desmond Pryke",
    "Ottoline Farraday (HR)",
    "Rupert Hollowbrook",
    "my ex-husband, Casimir Dunmore",
    "Philomena Garrick from the old team",
    "p.underwick@oldjob.example",
    "Barnaby Stillwell",
    "Seraphina Locke, we applied for the same post",
    "Montague Ferris",
    "Georgiana Whitlock (my landlady)",
    "Ptolemy Ashdown",
    "anyone who works for Ignatius Bell",
    "Cordelia Vance",
    "Lysander Crome, from the tribunal",
    "Araminta Holt",
    "Bartholomew Skene",
    "zeb.nightingale@former.example",
    "Evadne Marlow",
)
