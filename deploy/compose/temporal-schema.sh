#!/bin/sh
# Makes Temporal's two databases, or brings their schema to this version; doing it again changes nothing.
set -eu
SQL_PASSWORD="$(cat /run/secrets/temporal-db-password)"
export SQL_PASSWORD

schema() {
  temporal-sql-tool --plugin postgres12 --ep temporal-db --port 5432 --user temporal --database "$1" create
  temporal-sql-tool --plugin postgres12 --ep temporal-db --port 5432 --user temporal --database "$1" setup-schema -v 0.0 || true
  temporal-sql-tool --plugin postgres12 --ep temporal-db --port 5432 --user temporal --database "$1" update-schema -d "/etc/temporal/schema/postgresql/v12/$2/versioned"
}

schema temporal temporal
schema temporal_visibility visibility
