"""Computable law: packs read into rules, rules evaluated exactly, with a trace; knows no register."""
