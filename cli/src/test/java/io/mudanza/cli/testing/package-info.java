/** A node that tests talk to, and a command line whose output they read. */
package io.mudanza.cli.testing;
