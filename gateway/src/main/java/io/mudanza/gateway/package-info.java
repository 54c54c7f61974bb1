/** The only public door of a node: API, job ledger, saga and progress stream. */
package io.mudanza.gateway;
