/** What every command is built on: the shared options, the output, the node, and how a failure is shown. */
package io.mudanza.cli.command;
