"""Measurements, each by `make bench NAME=…`: real HTTP, production processes, CPU of web and database together."""
