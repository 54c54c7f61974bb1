/** The command line: its root, its failures and exit codes. */
package io.mudanza.cli;
