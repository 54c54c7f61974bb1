/** Which node a command talks to, and with which token. */
package io.mudanza.cli.node;
