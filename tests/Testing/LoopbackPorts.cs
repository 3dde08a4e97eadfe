using System.Net;
using System.Net.Sockets;

namespace Marketplace.Testing;

/// <summary>Ports of this machine that nobody listens on.</summary>
public static class LoopbackPorts
{
    // Below the range that the system gives to outgoing connections: a port from that range may be taken by a client, or even
    // connect to itself, while its server is down for a restart.
    const int First = 15_000;
    const int Last = 31_990;

    /// <summary>The first of so many free ports in a row (at most 10).</summary>
    public static int Free(int count = 1)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var port = Random.Shared.Next(First / 10, Last / 10) * 10;
            if (Enumerable.Range(port, count).All(IsFree))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"No {count} free ports in a row between {First} and {Last}.");
    }

    static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
