"""Motor liability insurance: what a contract costs in each state, and where that can be computed."""
