using Marketplace.Accounts;
using Marketplace.Catalog;
using Marketplace.Crediting;
using Marketplace.Logistics;
using Marketplace.Ordering;
using Marketplace.Platform.Hosting;
using Marketplace.Portal;
using Marketplace.PurchasingUnits;

namespace Marketplace.AllInOne.Hosting;

/// <summary>
/// The services, side by side in one process. They share nothing but the process: each has its own database and
/// learns of the others by messages.
/// </summary>
static class AllServices
{
    /// <summary>The names of the connection strings, and of the files where none are set.</summary>
    public static IReadOnlyList<string> Databases { get; } =
        ["Catalog", "Ordering", "PurchasingUnits", "Logistics", "Crediting", "Accounts"];

    /// <summary>The prefixes and titles of the documents.</summary>
    public static (string Name, string Title)[] Documents { get; } =
    [
        ("catalog", "商品目录 Catalog"),
        ("ordering", "订单 Ordering"),
        ("logistics", "物流与验收 Logistics"),
        ("credits", "计量 Crediting"),
        ("units", "采购单位与结对 PurchasingUnits"),
    ];

    /// <summary>The same of the issuer of tokens.</summary>
    public static (string Name, string Title) AccountsDocument { get; } = ("accounts", "账号 Accounts");

    /// <summary>Whether the tokens come from here: with an issuer set, that one is believed and no other.</summary>
    public static bool HasAccounts(IConfiguration configuration) => string.IsNullOrEmpty(configuration["Auth:Authority"]);

    public static void Add(ServiceHost host)
    {
        host.AddCatalog().AddOrdering().AddPurchasingUnits().AddLogistics().AddCrediting();
        if (HasAccounts(host.Configuration))
        {
            host.AddAccounts();
        }

        host.AddPortal();
    }

    public static void Map(WebApplication app)
    {
        app.MapCatalog();
        app.MapOrdering();
        app.MapPurchasingUnits();
        app.MapLogistics();
        app.MapCrediting();
        if (HasAccounts(app.Configuration))
        {
            app.MapAccounts();
        }

        app.MapPortal();
    }
}
