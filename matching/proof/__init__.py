"""The proof: checks a result from scratch and shares nothing with the solver."""

from matching.proof.verify import verify, verify_scores

__all__ = ["verify", "verify_scores"]
