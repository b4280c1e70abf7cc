"""What two nodes owe one another."""
