/** Why a command could not do what it was asked for: codes, sentences, exit codes. */
package io.mudanza.cli.failure;
