/** A PostgreSQL server of our own, from the machine's installation or from bundled binaries. */
package io.mudanza.embedded.postgres;
