namespace Marketplace.Testing.Servers;

/// <summary>A server that a test needs has ended by itself, or could not start; the message holds the end of its log.</summary>
public sealed class ServerStoppedException(string message) : Exception(message);
