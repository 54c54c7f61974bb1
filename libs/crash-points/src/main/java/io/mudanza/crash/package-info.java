/** Named points between two operations at which a test may end or hold a process; nothing happens there in production. */
package io.mudanza.crash;
