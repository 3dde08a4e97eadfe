using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.Tables;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Crediting.Imports;

/// <summary>GET /credits/imports/template. The columns of a ledger and one row as an example.</summary>
public static class GetImportTemplate
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/imports/template", Handle)
        .WithName("GetImportTemplate")
        .WithSummary("帮销台账模板 Template of a ledger")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static FileContentHttpResult Handle(string format = "xlsx")
    {
        var kind = ReportResults.FormatOf(format)
            ?? throw new InvalidRequestException("format_unknown", "format", "格式须为 csv 或 xlsx。", "The format is csv or xlsx.");
        return ReportResults.Of(ImportColumns.Template(), kind, "帮销台账模板");
    }
}
