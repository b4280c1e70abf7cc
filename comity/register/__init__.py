"""The signed record of official acts: what an act is, how it is proved, and how the proof is checked."""
