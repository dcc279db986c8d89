#!/bin/sh
# Run once by the postgres image when its volume is new: roles and database of Karmayogi.
exec psql --no-psqlrc --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --file /karmayogi/deploy/postgres/provision.sql
