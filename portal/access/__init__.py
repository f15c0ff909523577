"""Who may do what to which thing: actor, permissions, predicates, policy, scopes, loading."""
