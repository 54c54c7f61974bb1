/** What a node stands on: its check, and the emptying of its caches. */
package io.mudanza.cli.infra;
