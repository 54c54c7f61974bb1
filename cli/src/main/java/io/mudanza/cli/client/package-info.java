/** The API of a node over HTTP: calls, streams, and following a job until its end. */
package io.mudanza.cli.client;
