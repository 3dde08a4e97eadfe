using Marketplace.AllInOne.Identity;
using Marketplace.Platform.Web;

namespace Marketplace.AllInOne.Hosting;

/// <summary>Under which URL the demo issuer is reached, which is also what it is called in tokens.</summary>
static class IssuerUrl
{
    public static string Of(StartOptions start, IConfiguration configuration) =>
        (start.Issuer ?? new Uri(Listening(configuration), DemoIssuer.Name).ToString()).TrimEnd('/');

    /// <summary>The same of Accounts, where its own setting says nothing else.</summary>
    public static string OfAccounts(IConfiguration configuration) => new Uri(Listening(configuration), "accounts").ToString();

    /// <summary>Where this process is reached from within this machine.</summary>
    public static string OfProcess(IConfiguration configuration) => Listening(configuration).GetLeftPart(UriPartial.Authority);

    static Uri Listening(IConfiguration configuration)
    {
        var first = configuration["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .FirstOrDefault();
        return Reachable(first ?? WebDefaults.DefaultUrl);
    }

    /// <summary>A listening address as one that can be called: "every address of this machine" is no place to go to.</summary>
    public static Uri Reachable(string listening)
    {
        var url = new UriBuilder(
            listening.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal));
        if (url.Host is "0.0.0.0" or "[::]")
        {
            url.Host = "127.0.0.1";
        }

        return url.Uri;
    }
}
