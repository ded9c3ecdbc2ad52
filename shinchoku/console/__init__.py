"""The web console of stewards, departments and approvers: pages over the stages, no decisions of its own."""
