using Marketplace.Contracts;
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

    static FileContentHttpResult Handle(TableFormat format = TableFormat.Xlsx) => ReportResults.Of(ImportColumns.Template(), format, "帮销台账模板");
}
