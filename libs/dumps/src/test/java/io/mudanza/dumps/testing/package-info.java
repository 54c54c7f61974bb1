/** Databases to dump and to restore into, for the tests of this library. */
package io.mudanza.dumps.testing;
