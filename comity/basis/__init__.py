"""Values everyone shares; this part knows nobody."""
