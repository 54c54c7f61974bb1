/** Takes the schema with pg_dump, applies it entry by entry around the load, and compares two schemas. */
package io.mudanza.engine.schema;
