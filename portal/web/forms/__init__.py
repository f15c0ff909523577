"""Forms: a file per column; choices come from what the actor may see."""
