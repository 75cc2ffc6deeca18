/**
 * Simulated traders: ordinary accounts with ordinary tokens that trade through the front door as any
 * user's program would. {@link io.rialto.participants.Foundation} makes what they need, {@link
 * io.rialto.participants.Crowd} lets them trade.
 */
package io.rialto.participants;
