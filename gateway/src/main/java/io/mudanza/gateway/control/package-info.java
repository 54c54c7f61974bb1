/** Starting and steering of jobs over HTTP. */
package io.mudanza.gateway.control;
