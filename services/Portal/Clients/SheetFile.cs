namespace Marketplace.Portal.Clients;

/// <summary>Sheets that people upload.</summary>
static class SheetFile
{
    /// <summary>What a service is told that a file is; it looks at the content itself.</summary>
    public static string TypeOf(string? fileName) => Path.GetExtension(fileName)?.ToUpperInvariant() switch
    {
        ".XLSX" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".XLS" => "application/vnd.ms-excel",
        ".CSV" => "text/csv",
        _ => "text/plain",
    };
}
