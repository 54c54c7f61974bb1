#!/bin/sh
# At the first start of an empty server: a database for the node and one for the platform, each with a role of its own.
set -eu

node=$(cat /run/secrets/node_password)
platform=$(cat /run/secrets/platform_password)
psql -v ON_ERROR_STOP=1 -v node="$node" -v platform="$platform" --username postgres --no-psqlrc <<'SQL'
CREATE ROLE mudanza LOGIN PASSWORD :'node';
CREATE DATABASE mudanza OWNER mudanza;
CREATE ROLE platform LOGIN CREATEDB PASSWORD :'platform';
CREATE DATABASE platform OWNER platform;
GRANT pg_signal_backend TO platform;
SQL
