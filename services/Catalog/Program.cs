using Marketplace.Catalog;
using Marketplace.Contracts;
using Marketplace.Platform.Hosting;

var host = ServiceHost.Create(args, CatalogService.Name, typeof(UnheardMessages).Assembly, UnheardMessages.All);
host.AddCatalog();
return await host.RunAsync(app => app.MapCatalog());
