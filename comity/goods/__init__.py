"""Where industrial goods are made: requirement sheets, applications, assessments and what they count for."""
