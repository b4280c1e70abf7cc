"""FEEL of DMN 1.5 in its own mode: decimal128 numbers, an error is null with a note, three-valued logic."""
