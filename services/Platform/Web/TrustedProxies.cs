using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Marketplace.Platform.Web;

/// <summary>
/// Whose word is taken for the address of a caller. Callers without a token are counted by their address: behind an edge that would be
/// the edge's, and one of them would hold up all.
/// </summary>
static class TrustedProxies
{
    public static void Add(IServiceCollection services)
    {
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<WebOptions>>((forwarded, web) =>
        {
            var networks = Read(web.Value.TrustedProxies);
            forwarded.ForwardedHeaders = networks.Count == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.ForwardLimit = 1;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in networks)
            {
                forwarded.KnownIPNetworks.Add(network);
            }
        });
        services.AddOptions<WebOptions>().Validate(
            web => IsReadable(web.TrustedProxies),
            "Web:TrustedProxies takes addresses and networks separated by commas, for example 127.0.0.1,172.16.0.0/12.");
    }

    static bool IsReadable(string text)
    {
        try
        {
            Read(text);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <exception cref="FormatException">A part is neither an address nor a network.</exception>
    static List<IPNetwork> Read(string text) =>
    [
        .. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part => part.Contains('/')
            ? IPNetwork.Parse(part)
            : new IPNetwork(IPAddress.Parse(part), part.Contains(':') ? 128 : 32)),
    ];
}
