/** What callers send: strict JSON, checked values. */
package io.mudanza.gateway.requests;
