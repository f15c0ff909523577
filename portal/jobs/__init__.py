"""What the worker runs; each job calls one service verb."""
