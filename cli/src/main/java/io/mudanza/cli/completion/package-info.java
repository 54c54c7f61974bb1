/** Completion for shells. */
package io.mudanza.cli.completion;
