using Marketplace.Platform.Refusals;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>The kinds of tables that there are.</summary>
static class SheetKinds
{
    public static void Add(IServiceCollection services) => services
        .AddScoped<ISheet, PovertyCountySheet>()
        .AddScoped<ISheet, UnitSheet>()
        .AddScoped<ISheet, FacilitatorSheet>()
        .AddScoped<ISheet, PairingSheet>()
        .AddScoped<ISheet, DesignationSheet>()
        .AddScoped<ISheet, QuotaRatioSheet>()
        .AddScoped<ISheet, QuotaPlanSheet>()
        .AddScoped<ISheet, TargetSheet>();

    public static ISheet Named(IEnumerable<ISheet> sheets, string kind) =>
        sheets.SingleOrDefault(sheet => sheet.Name == kind) ?? throw new NotFoundException(
            "sheet_not_found",
            $"没有名为“{kind}”的登记表；可用的有：{string.Join('、', sheets.Select(sheet => sheet.Name))}。",
            $"There is no table \"{kind}\"; there are {string.Join(", ", sheets.Select(sheet => sheet.Name))}.");
}
