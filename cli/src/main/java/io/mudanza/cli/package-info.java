/** The command line: its entry point and the commands it has. */
package io.mudanza.cli;
